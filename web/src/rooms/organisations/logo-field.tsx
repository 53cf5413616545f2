import { Button, Group } from '@mantine/core'
import { IconPhotoPlus } from '@tabler/icons-react'
import { useId, useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { FieldError } from '#ui/field-error.tsx'
import classes from './logo-field.module.css'

const types = ['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml']
const largestBytes = 2 * 1024 * 1024

/** A file's bytes in base64, and an address to show it by. */
const read = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => { resolve(typeof reader.result === 'string' ? reader.result : '') })
    reader.addEventListener('error', () => { reject(reader.error ?? new Error('unreadable')) })
    reader.readAsDataURL(file)
  })

/** Whether what calls itself a picture is one. */
const isPicture = (address: string): Promise<boolean> => {
  const picture = new Image()
  picture.src = address
  return picture.decode().then(() => true, () => false)
}

interface Props {
  /** What is shown: an address kept by the server, or the picture chosen just now. */
  shown: string | null
  /** The new picture in base64, null where it was removed. */
  onLogo: (base64: string | null, shown: string | null) => void
  error?: ReactNode
}

/** The organisation's logo. It stands beside the name everywhere, so it needs no words of its own. */
export const LogoField = ({ shown, onLogo, error }: Props) => {
  const t = useTranslations('organisations.fields')
  const id = useId()
  const [refused, setRefused] = useState<string | null>(null)
  const take = async (file: File | undefined) => {
    if (!file) return
    if (file.size > largestBytes) return setRefused(t('logo_too_large'))
    const address = await read(file)
    if (!(await isPicture(address))) return setRefused(t('logo_unreadable'))
    setRefused(null)
    onLogo(address.slice(address.indexOf(',') + 1), address)
  }
  return (
    <fieldset className={classes.field} aria-describedby={`${id}-hint ${id}-error`}>
      <legend className={classes.legend}>{t('logo')}</legend>
      <Group gap="md" wrap="wrap">
        {shown && <span className={classes.frame}><img className={classes.logo} src={shown} alt="" /></span>}
        <input id={id} className={classes.input} type="file" accept={types.join(',')} onChange={({ currentTarget: input }) => void take(input.files?.[0]).finally(() => { input.value = '' })} />
        <label htmlFor={id} className={classes.choose}><IconPhotoPlus size={20} aria-hidden />{shown ? t('logo_change') : t('logo_choose')}</label>
        {shown && <Button variant="subtle" color="red" onClick={() => onLogo(null, null)}>{t('logo_remove')}</Button>}
      </Group>
      <span id={`${id}-hint`} className={classes.hint}>{t('logo_hint')}</span>
      <FieldError id={`${id}-error`}>{refused ?? error}</FieldError>
    </fieldset>
  )
}
