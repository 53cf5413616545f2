// A browser may have all of a page's scripts and never run them: Chromium does, now and then, where one page follows another before the
// first was whole. Only a script of its own, beside those, can tell. Where they all came and nothing began, the page is asked for once more.
const patience = 8000
const again = 'portevoix.asked-again'
const hasBegun = () => document.querySelector('#root')?.hasAttribute('data-begun') !== false
/** A part that did not come has a status of 0, where the browser tells it. */
const came = (entry) => (entry === undefined || entry.responseStatus === 0 ? Infinity : entry.responseEnd || Infinity)
/** Milliseconds after the page's beginning when the last of its scripts was there; infinite as long as one is on its way, or did not come. */
const arrival = () => Math.max(...[...document.querySelectorAll('script[type=module], link[rel=modulepreload]')].map((part) => came(performance.getEntriesByName(part.src ?? part.href).at(-1))))

const watch = setInterval(() => {
  if (hasBegun()) return clearInterval(watch)
  if (performance.now() - arrival() < patience) return
  clearInterval(watch)
  try {
    if (Date.now() - Number(sessionStorage.getItem(again)) < 60_000) return
    sessionStorage.setItem(again, String(Date.now()))
  } catch {
    return // without a memory it could ask for ever
  }
  location.reload()
}, 1000)
