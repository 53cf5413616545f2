import { Button, Group, Textarea } from '@mantine/core'
import { IconPhotoPlus } from '@tabler/icons-react'
import { useCallback, useId, useRef, useState, type DragEvent } from 'react'
import { useTranslations } from 'use-intl'
import { FieldError } from './field-error.tsx'
import classes from './image-picker.module.css'

const types = ['image/jpeg', 'image/png', 'image/webp', 'image/avif']

interface Props {
  label: string
  /** The image as it stands: an address already kept by the server, or a file chosen now. */
  image: string | File | null
  onImage: (file: File | null) => void
  alt: string
  onAlt: (alt: string) => void
  /** Shown under the alternative text, e.g. once the form was sent without one. */
  altError?: string | null
  error?: string | null
  /** Megabytes. */
  maxSize?: number
  uploading?: boolean
}

const altLimit = 300

const FilePreview = ({ file, alt }: { file: File; alt: string }) => {
  const show = useCallback((place: HTMLImageElement) => {
    const address = URL.createObjectURL(file)
    place.src = address
    return () => URL.revokeObjectURL(address)
  }, [file])
  return <img ref={show} className={classes.image} alt={alt} />
}

/** An image and, always with it, the words for those who will not see it. */
export const ImagePicker = ({ label, image, onImage, alt, onAlt, altError, error, maxSize = 10, uploading = false }: Props) => {
  const t = useTranslations('ui.image')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [over, setOver] = useState(false)

  const take = (file: File | undefined) => {
    if (!file) return
    if (!types.includes(file.type)) return setRefused(t('wrong_type'))
    if (file.size > maxSize * 1_000_000) return setRefused(t('too_large', { size: maxSize }))
    setRefused(null)
    onImage(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  const remove = () => {
    if (input.current) input.current.value = ''
    onImage(null)
  }

  return (
    <fieldset className={classes.picker} aria-describedby={`${id}-error`}>
      <legend className={classes.legend}>{label}</legend>
      <div className={classes.place} data-over={over || undefined} data-filled={image ? true : undefined} onDragOver={(event) => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)} onDrop={drop}>
        {image instanceof File ? <FilePreview file={image} alt={alt} /> : image && <img className={classes.image} src={image} alt={alt} />}
        <input ref={input} id={id} className={classes.input} type="file" accept={types.join(',')} onChange={(event) => take(event.currentTarget.files?.[0])} aria-describedby={`${id}-hint`} />
        <label htmlFor={id} className={classes.choose}><IconPhotoPlus size={22} aria-hidden />{image ? t('change') : t('choose')}</label>
        <span id={`${id}-hint`} className={classes.hint}>{!image && `${t('drop')} · `}{t('hint', { size: maxSize })}</span>
      </div>
      <FieldError id={`${id}-error`}>{refused ?? error}</FieldError>
      {image && (
        <>
          <Textarea label={t('alt')} description={t('alt_hint')} required value={alt} maxLength={altLimit} minRows={2} onChange={(event) => onAlt(event.currentTarget.value)} error={altError} />
          <Group justify="space-between">
            <span className={classes.hint}>{t('alt_remaining', { count: altLimit - alt.length })}</span>
            <Button variant="subtle" color="red" onClick={remove} loading={uploading}>{t('remove')}</Button>
          </Group>
        </>
      )}
    </fieldset>
  )
}
