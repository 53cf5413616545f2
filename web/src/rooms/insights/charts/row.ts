/** A thing, or a day, with its counts by name. */
export interface ChartRow { name: string; counts: Readonly<Record<string, number>> }

export interface Measure { key: string; label: string }
