const controls = 'input:not([type=file]), textarea, select, [contenteditable=true], button'
const wrong = '[aria-invalid=true], [role=alert]:not([hidden])'

/** What lies on top, where a form was refused: a sheet, or the page. */
const top = (): Element => [...document.querySelectorAll('[role=dialog]')].at(-1) ?? document.querySelector('main') ?? document.body

const controlOf = (place: Element): HTMLElement | null => {
  const control = place.matches(controls) ? place : (place.closest('fieldset') ?? place).querySelector(controls)
  return control instanceof HTMLElement ? control : null
}

/** Puts the person on the first field that was refused, wherever on the page it is; once React has shown what is wrong. */
export const goToFirstWrong = (): void => {
  setTimeout(() => requestAnimationFrame(() => {
    const place = [...top().querySelectorAll(wrong)].find((one) => one.checkVisibility())
    if (!place) return
    controlOf(place)?.focus({ preventScroll: true })
    place.scrollIntoView({ block: 'center' })
  }), 0)
}
