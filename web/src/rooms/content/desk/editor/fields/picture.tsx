import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { ImagePicker } from '#ui/image-picker.tsx'
import { mediaAddress } from '../../../stream/media.ts'
import type { Editing } from '../keeping/use-keeper.ts'

/** The picture, and the words for those who do not see it. */
export const PictureField = ({ editing: { draft, errors, keeper } }: { editing: Editing }) => {
  const t = useTranslations('editor.write')
  const upload = useMutation(api.content.contents.upload.mutationOptions())
  const take = (file: File | null) => {
    const { media_id: picture, image_alt: words } = draft
    // Another picture needs other words; they may be written while it is on its way.
    keeper.change({ image_alt: '', ...(file === null && { media_id: null }) })
    if (file === null) { upload.reset(); return }
    upload.mutate({ file }, {
      onSuccess: ({ media_id }) => { keeper.change({ media_id }) },
      onError: () => { if (picture !== null && keeper.state.get().draft.image_alt === '') keeper.change({ image_alt: words }) },
    })
  }
  const refused = upload.error === null ? undefined : fieldErrors(upload.error)['file'] ?? upload.error.message
  return (
    <div data-field="image_alt">
      <ImagePicker
        label={t('image')} image={upload.isPending ? upload.variables.file : draft.media_id === null ? null : mediaAddress(draft.media_id, 640)} uploading={upload.isPending}
        onImage={take} alt={draft.image_alt} onAlt={(image_alt) => { keeper.change({ image_alt }) }} altError={errors['image_alt'] ?? null} error={refused ?? errors['media_id'] ?? null}
      />
    </div>
  )
}
