import { ColorSwatch, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { brandScale } from '#ui/brand.ts'
import { ownColour } from '#ui/colour.ts'
import classes from './colour-field.module.css'

const swatches = ['#3b3fd8', '#0a5c5c', '#1f7a3d', '#b5179e', '#c8302b', '#d9480f', '#ffcc00', '#5f3dc4', '#0b7285', '#1d1c1a']

/** `#rrggbb`, or null while it is being typed. */
export const wholeColour = (typed: string): string | null => (/^#[0-9a-f]{6}$/i.test(typed) ? typed.toLowerCase() : null)

const Preview = ({ colour, page }: { colour: string; page: 'light' | 'dark' }) => {
  const t = useTranslations('organisations.preview')
  const brand = brandScale(colour)
  const fill = brand.fill[page]
  return (
    <div className={classes.page} data-page={page}>
      <div className={classes.band} style={{ background: brand.exact, color: brand.on_exact }}>{t('title')}</div>
      <div className={classes.body}>
        <p>{t('text')}</p>
        <div className={classes.row}>
          <span className={classes.link} style={{ color: brand.steps[page === 'light' ? 8 : 4] }}>{t('link')}</span>
          <span className={classes.button} style={{ background: fill.ground, color: fill.ink }}>{t('button')}</span>
        </div>
      </div>
    </div>
  )
}

interface Props { value: string; onChange: (value: string) => void; error?: React.ReactNode }

/** A colour and, at once, how the interface reads in it. */
export const ColourField = ({ value, onChange, error }: Props) => {
  const t = useTranslations('organisations')
  const colour = wholeColour(value)
  return (
    <div className={classes.field}>
      <TextInput
        label={t('fields.colour')} description={t('fields.colour_hint')} value={value} maxLength={7} spellCheck={false} autoComplete="off" error={error}
        onChange={(event) => { onChange(event.currentTarget.value.trim()) }}
        leftSectionPointerEvents="all" leftSection={<input type="color" className={classes.picker} aria-label={t('fields.colour_pick')} value={colour ?? ownColour} onChange={(event) => { onChange(event.currentTarget.value) }} />}
      />
      <fieldset className={classes.swatches} aria-label={t('fields.colour_swatches')}>
        {swatches.map((swatch) => <ColorSwatch key={swatch} component="button" type="button" color={swatch} size={44} aria-label={swatch} aria-pressed={swatch === colour} className={classes.swatch} onClick={() => { onChange(swatch) }} />)}
      </fieldset>
      {colour && <figure className={classes.previews} aria-label={t('preview.label')}><Preview colour={colour} page="light" /><Preview colour={colour} page="dark" /></figure>}
    </div>
  )
}
