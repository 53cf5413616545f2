// What no browser ever called itself: systems that do not exist, two systems at once, an engine without its system, a
// name without anything behind it.
const impossible = [
  /^Mozilla\/\d\.\d+$/,
  /Windows NT (?:1[1-9]|[2-9]\d)/,
  /iPhone(?=.*(?:Windows NT|Android|X11))/,
  /Windows NT(?=.*(?:Android \d|Macintosh|CPU iPhone))/,
  /Macintosh(?=.*Android \d)/,
  /Chrome\/(?:0|[4-9]\d\d|\d{4,})\./,
  /Firefox\/(?:[4-9]\d\d|\d{4,})\./,
  /^Mozilla\/5\.0 (?:Chrome|Firefox|Safari|AppleWebKit)\//,
]

/** An agent that borrows the name of a browser, badly. */
export const isImpossible = (agent: string): boolean => impossible.some((pattern) => pattern.test(agent))
