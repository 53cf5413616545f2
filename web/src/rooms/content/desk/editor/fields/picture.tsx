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
    if (file === null) { upload.reset(); keeper.change({ media_id: null, image_alt: '' }) }
    // Another picture needs other words.
    else upload.mutate({ file }, { onSuccess: ({ media_id }) => { keeper.change({ media_id, image_alt: '' }) } })
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
