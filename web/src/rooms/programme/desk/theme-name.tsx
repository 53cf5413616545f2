import { Textarea } from '@mantine/core'
import { useTranslations } from 'use-intl'

/** The name of a theme: one line of words, on as many lines as it takes to read it whole. */
export const ThemeName = ({ name, error, onChange }: { name: string; error: string | undefined; onChange: (name: string) => void }) => {
  const t = useTranslations('programme.themes')
  return (
    <Textarea
      label={t('name')} required autosize minRows={1} maxLength={80} value={name} error={error}
      onChange={(event) => { onChange(event.currentTarget.value.replace(/\s*[\r\n]+\s*/g, ' ')) }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
        event.preventDefault()
        event.currentTarget.form?.requestSubmit()
      }}
    />
  )
}
