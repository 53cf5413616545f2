const remembered = 5_000

/** The same reading of an agent, made once: few agents make most requests. Readings are remembered by agent, and nothing else is. */
export const remember = <Reading>(read: (agent: string) => Reading): ((agent: string) => Reading) => {
  const readings = new Map<string, { reading: Reading }>()
  return (agent) => {
    const known = readings.get(agent)
    if (known !== undefined) return known.reading
    if (readings.size >= remembered) readings.clear()
    const reading = read(agent)
    readings.set(agent, { reading })
    return reading
  }
}
