/** Visitors of a day are counted again, where hits have come since, as often as that takes no more than this share of one core. */
const share = 0.05

/** Whether the visitors of a day to which hits have come are to be counted again by now. */
export const isDueForCounting = ({ counted_at, took_milliseconds }: { counted_at: Date; took_milliseconds: number }, now: Date): boolean => {
  const since = now.getTime() - counted_at.getTime()
  // a clock that was set back has not made anything younger
  return since < 0 || since * share >= took_milliseconds
}
