import { hash } from 'node:crypto'

/**
 * Product names that people's browsers bear, and applications that show pages in one; their engines, and what they say of versions,
 * systems and connections with a slash in between. What is none of them names a program. A browser that is missing here is told
 * apart from others by its mark alone, which means nothing on another link or day.
 */
const usual = new Set(`
  mozilla applewebkit khtml gecko like version mobile safari chrome chromium firefox trident msie presto opera dalvik edg edga edgios edge edgw opr opt
  opx opios oprgx samsungbrowser crios fxios focus klar vivaldi brave duckduckgo ddg ecosia qwant silk yabrowser yowser yasearchbrowser ucbrowser
  ubrowser huaweibrowser miuibrowser xiaomi vivobrowser heytapbrowser oppobrowser mqqbrowser qqbrowser whale puffin alohabrowser maxthon seamonkey
  palemoon waterfox librewolf epiphany konqueror falkon iceweasel cros gsa electron instagram barcelona fban fbav fb_iab linkedinapp twitter
  twitterandroid pinterest snapchat whatsapp line kakaotalk micromessenger weixin bytedancewebview bytelocale musical_ly trill telegram slack teams
  teamsmobile outlook thunderbird postbox gmail linux android ubuntu fedora debian windows macintosh iphone ipad nt x11 build release browser profile
  configuration language nettype region channel appname app_version process xweb mmwebid mmwebsdk wv u`.trim().split(/\s+/))

// what stands in parentheses or brackets: the system, the device, an address. A name among it follows the word `compatible`.
const innermost = /\([^()]*\)|\[[^[\]]*\]/g
const unclosed = /[([].*/s
const compatible = /[(;]\s*compatible;\s*([^;()/]+)/gi

const withoutComments = (agent: string): string => {
  let before = agent
  let after = agent.replace(innermost, ' ')
  // comments may hold comments
  while (after !== before) {
    before = after
    after = after.replace(innermost, ' ')
  }
  return after.replace(unclosed, ' ')
}

const nameOf = (product: string): string => (product.split('/', 1)[0] ?? '').toLowerCase().replace(/[^\p{L}\p{N}._-]/gu, '').replace(/[\d._-]+$/, '')

/** The names by which an agent is not a browser: in lower case, without versions, systems and comments; '' where it is made of what browsers say alone. */
export const programOf = (agent: string): string => {
  const inside = [...agent.matchAll(compatible)].flatMap(([, name = '']) => name.trim().split(/\s+/))
  const names = [...withoutComments(agent).split(/[\s,;]+/), ...inside].map(nameOf).filter((name) => name !== '' && !usual.has(name))
  return [...new Set(names)].sort().join(' ')
}

/** The same as a number, the same in all processes and for good; 0 for a browser. Made once for each agent (`remember.ts`). */
export const programNumber = (agent: string): number => {
  const program = programOf(agent)
  return program === '' ? 0 : Number.parseInt(hash('sha256', program).slice(0, 12), 16) + 1
}
