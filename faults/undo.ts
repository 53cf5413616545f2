/** What must be put back whatever happens, last made first. */
export interface Undo {
  add(step: () => void | Promise<void>): void
  /** Runs what is left, each once; a step that fails does not keep the others from running. */
  run(): Promise<void>
}

export const createUndo = (): Undo => {
  const steps: (() => void | Promise<void>)[] = []
  let running = Promise.resolve()
  const runAll = async (): Promise<void> => {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      try {
        await step()
      } catch (error) {
        process.stderr.write(`left behind: ${String(error)}\n`)
      }
    }
  }
  return {
    add(step) { steps.push(step) },
    run() {
      running = running.then(runAll) // whoever asks second waits for what the first began
      return running
    },
  }
}
