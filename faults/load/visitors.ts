/** Who comes: people's browsers mostly, some programs, each with an address of its own. */
const people = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
]
const programs = ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'curl/8.10.1', 'BarracudaCentral/1.0']

/** The headers of visitor `number`; every tenth is a program. */
export const visitor = (number: number): Record<string, string> => {
  const [group, rest] = number % 10 === 9 ? [programs, Math.floor(number / 10)] as const : [people, number] as const
  return {
    'user-agent': group[rest % group.length] ?? '', accept: 'text/html', 'accept-language': 'fr',
    'x-forwarded-for': `203.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
  }
}
