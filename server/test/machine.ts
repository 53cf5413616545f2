const { PATH = '', HOME = '', TMPDIR, NODE_COMPILE_CACHE } = process.env

/** What a program needs of the environment wherever it runs, and nothing that Portevoix reads. */
export const machine: Readonly<Record<string, string>> = { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }) }
