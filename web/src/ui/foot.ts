/** What lies at the foot of the screen and is worked with: the bar under the thumb, a sheet's buttons. */
const feet = new Set<HTMLElement>()
let watching: ResizeObserver | null = null

/** Notices come above the highest of them; a foot that does not lie at the bottom (a wide screen's side) is none. */
export const measureFeet = (): void => {
  const heights = [...feet].filter((foot) => getComputedStyle(foot).position === 'sticky').map((foot) => Math.max(foot.offsetHeight, innerHeight - foot.getBoundingClientRect().top))
  document.documentElement.style.setProperty('--foot', `${Math.min(innerHeight / 2, Math.max(0, ...heights))}px`)
}

/** The `ref` of such a foot. */
export const atFoot = (foot: HTMLElement | null): (() => void) | undefined => {
  if (!foot) return undefined
  watching ??= new ResizeObserver(measureFeet)
  feet.add(foot)
  watching.observe(foot)
  return () => {
    feet.delete(foot)
    watching?.unobserve(foot)
    measureFeet()
  }
}
