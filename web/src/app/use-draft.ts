import { useForm, type UseFormInput, type UseFormReturnType } from '@mantine/form'
import { useEffect, useLayoutEffect, useState } from 'react'
import { isAlike, isPartOf, readDraft, writeDraft } from './kept-drafts.ts'
import { useMember } from './session.ts'
import { useUnsaved } from './unsaved.ts'

/** One's own drafts, in the organisation that the screen was opened in: whoever signs out or looks at another takes none along. */
const usePlace = (place: string): string => {
  const member = useMember()
  return useState(`${member?.member_id ?? ''}.${place}`)[0]
}

export interface Kept {
  /** What is shown was typed on an earlier visit of this screen. */
  restored: boolean
  /** Nothing is left to keep: it was sent, or it is given up for what is saved. */
  forget: () => void
}

export interface Draft<Value> extends Kept {
  /** What was typed, or what stands there before anything was. */
  value: Value
  changed: boolean
  set: (value: Value) => void
}

/** What is typed in a form of one's own making, kept as long as this tab: whoever leaves the screen and comes back finds it again. `sample` shows its shape. */
export const useDraft = <Value>(place: string, saved: Value, sample: Value = saved): Draft<Value> => {
  const key = usePlace(place)
  const [typed, setTyped] = useState(() => {
    const kept = readDraft(key)
    return isAlike(sample, kept) && JSON.stringify(kept) !== JSON.stringify(saved) ? { value: kept, restored: true } : null
  })
  useUnsaved(typed !== null)
  return {
    value: typed ? typed.value : saved,
    changed: typed !== null,
    restored: typed?.restored ?? false,
    set: (value) => {
      writeDraft(key, value)
      setTyped({ value, restored: typed?.restored ?? false })
    },
    forget: () => {
      writeDraft(key, null)
      setTyped(null)
    },
  }
}

export interface KeptForm<Values> extends Kept {
  form: UseFormReturnType<Values>
  /** These values were saved, those that stand unless told otherwise; what was typed meanwhile is not. */
  settle: (sent?: Values) => void
}

/**
 * A form whose unsaved fields are kept as long as this tab, and come back upon what is saved by then. `sample` shows the shape of fields
 * that may hold nothing.
 */
export const useKeptForm = <Values extends object>(place: string, input: UseFormInput<Values> & { initialValues: Values }, sample: Partial<Values> = {}): KeptForm<Values> => {
  const key = usePlace(place)
  const form = useForm<Values>(input)
  const [saved, setSaved] = useState(input.initialValues)
  const [restored, setRestored] = useState(false)
  const [kept] = useState(() => readDraft(key))
  const { values, setValues, isDirty } = form
  const dirty = isDirty()
  useLayoutEffect(() => {
    if (!isPartOf({ ...input.initialValues, ...sample }, kept)) return
    setValues(kept)
    setRestored(true)
    // what was kept is put in once; afterwards the form is the person's
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [kept])
  useEffect(() => {
    writeDraft(key, dirty ? Object.fromEntries(Object.entries(values).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(saved, field)))) : null)
  }, [key, values, saved, dirty])
  useUnsaved(dirty)
  return {
    form,
    restored: restored && dirty,
    settle: (sent = form.getValues()) => {
      form.resetDirty(sent)
      setSaved(sent)
      setRestored(false)
      if (!form.isDirty()) writeDraft(key, null)
    },
    forget: () => {
      form.setValues(saved)
      form.resetDirty()
      setRestored(false)
      writeDraft(key, null)
    },
  }
}
