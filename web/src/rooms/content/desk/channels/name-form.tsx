import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { fieldErrors } from '#app/problem.ts'
import classes from './channels.module.css'

interface Props { label: string; action: string; initial?: string; error: unknown; pending: boolean; onName: (name: string) => void; onCancel?: () => void }

/** The name of a channel, new or another. */
export const NameForm = ({ label, action, initial = '', error, pending, onName, onCancel }: Props) => {
  const ui = useTranslations('ui')
  const [name, setName] = useState(initial)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) onName(name.trim())
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label={label} value={name} maxLength={80} error={error instanceof Error ? fieldErrors(error)['name'] ?? error.message : undefined}
        {...(onCancel && { ref: (field: HTMLInputElement | null) => { field?.focus() } })} onChange={(event) => { setName(event.currentTarget.value) }}
      />
      <div className={classes.buttons}>
        <Button type="submit" variant={onCancel ? 'filled' : 'default'} loading={pending} disabled={name.trim() === ''}>{action}</Button>
        {onCancel && <Button variant="subtle" onClick={onCancel}>{ui('cancel')}</Button>}
      </div>
    </form>
  )
}
