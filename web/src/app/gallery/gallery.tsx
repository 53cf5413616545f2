import { useLocale } from 'use-intl'
import { useEffect } from 'react'
import { DeskView } from './desk-view.tsx'
import { DoorView } from './door-view.tsx'
import { lookAs, samples } from './sample.ts'
import { StreamView } from './stream-view.tsx'

const views = { stream: StreamView, desk: DeskView, door: DoorView }

/** `/galerie?view=stream|desk|door&colour=rrggbb` */
const Gallery = () => {
  const locale = useLocale()
  useEffect(() => lookAs(locale), [locale])
  const asked = new URLSearchParams(location.search).get('view')
  const View = asked === 'desk' || asked === 'door' ? views[asked] : views.stream
  return <View sample={samples[locale]} />
}

export default Gallery
