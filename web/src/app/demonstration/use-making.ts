import type { Progress } from '@portevoix/contract/demonstration'
import type { Language } from '@portevoix/contract/shapes'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../client.ts'
import { enterAs } from './enter.ts'

export interface Wishes { name?: string; colour?: string; logo?: string | null; language: Language; again: boolean }

/** Makes the demonstration, following how far it is, then enters it as its lead. */
export const useMaking = () => {
  const [progress, setProgress] = useState<Progress | null>(null)
  const making = useMutation({
    mutationFn: async (wishes: Wishes) => {
      setProgress({ step: 'pictures', percent: 0 })
      for await (const told of await client.demonstration.create(wishes)) setProgress(told)
      await enterAs('lead')
    },
    onError: () => { setProgress(null) },
  })
  return { progress, make: making.mutate, error: making.error }
}
