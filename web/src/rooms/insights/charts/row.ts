/** A thing, or a day, with its counts by name; null where one may not be told. */
export interface ChartRow { name: string; counts: Readonly<Record<string, number | null>> }

export interface Measure { key: string; label: string }
