/** What must be put back whatever happens, last made first. */
export interface Undo {
  add(step: () => void | Promise<void>): void
  /** Runs what is left, each once; a step that fails does not keep the others from running. */
  run(): Promise<void>
}

export const createUndo = (): Undo => {
  const steps: (() => void | Promise<void>)[] = []
  return {
    add(step) { steps.push(step) },
    async run() {
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
        try {
          await step()
        } catch (error) {
          process.stderr.write(`left behind: ${String(error)}\n`)
        }
      }
    },
  }
}
