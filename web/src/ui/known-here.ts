const names = /^(?:[^.:[\]]+|.+\.(?:localhost|local|lan|internal|home\.arpa))$/
const numbers = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|0\.|\[::1?\]|\[f[cd]|\[fe[89ab])/

/** Whether an address is known to this machine or its network alone, so that a phone outside does not come by it. */
export const isKnownHereAlone = (address: string): boolean => {
  const host = URL.parse(address)?.hostname ?? ''
  return names.test(host) || numbers.test(host)
}
