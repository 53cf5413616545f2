const manifest = 'document' in globalThis ? document.querySelector<HTMLLinkElement>('link[rel=manifest]')?.href : undefined

/** The path that the application lies beneath on its host, `''` at its root: its manifest, which the server puts into every page, is at the top. */
export const basePath = manifest === undefined ? '' : new URL('.', manifest).pathname.slice(0, -1)

/** A path of the application as the browser asks for it: for whatever the router is not asked for. What goes into its history past it is asked of the browser too. */
export const beneath = (path: string): string => `${basePath}${path}`
