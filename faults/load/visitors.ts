/** Who comes: people's browsers mostly, some programs, each with an address of its own. */
const people = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
] as const
const programs = ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'curl/8.10.1', 'BarracudaCentral/1.0']

const headersOf = (agent: string, address: number): Record<string, string> => ({
  'user-agent': agent, accept: 'text/html', 'accept-language': 'fr', 'x-forwarded-for': `203.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`,
})

/** Visitors whose addresses lie in one network, one after the other. */
export const visitorsOfNetwork = 256
/** The nth such network. */
export const network = (place: number): string => `203.${(place >> 8) & 255}.${place & 255}.0/24`

/** The headers of visitor `number`: of a hundred, six are one that follows many links within seconds, and eight are programs. */
export const visitor = (number: number): Record<string, string> => {
  const place = number % 100
  if (place >= 94) return headersOf(people[0], Math.floor(number / 100) * 100)
  if (place >= 86) return headersOf(programs[number % programs.length] ?? '', number)
  return headersOf(people[number % people.length] ?? '', number)
}
