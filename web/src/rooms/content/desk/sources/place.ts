/** An address without what all have in common: host, path and query tell two feeds of one site apart. */
export const placeOf = (address: string): string => {
  if (!URL.canParse(address)) return address
  const { host, pathname, search } = new URL(address)
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}${search}`
}
