/** The browser for the journeys: its path, or, in one line, what is missing. */
export const findChromium: () => { path: string; problem?: undefined } | { path?: undefined; problem: string }
