/** Whether an address carries campaign parameters of its own (utm_source, UTM_Medium…), even one without a value. */
export const isMarked = (address: string): boolean =>
  URL.canParse(address) && [...new URL(address).searchParams.keys()].some((name) => name.toLowerCase().startsWith('utm_'))
