import type { Card } from '@portevoix/contract/feed'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { client } from '#app/client.ts'
import { isUnreachable } from '#app/problem.ts'
import { useNotice, useUndo } from '#ui/undo.tsx'
import { changeEverywhere, savedChanged } from './caches.ts'
import { likedAs, type Like } from './likes.ts'

type Marked = Pick<Card, 'id' | 'liked' | 'saved'>

/** Liking and saving: shown at once, taken back, with a word, if the server refuses or is out of reach, undone on demand. */
export const useMarks = () => {
  const t = useTranslations('feed.card')
  const queryClient = useQueryClient()
  const undoable = useUndo()
  const notice = useNotice()
  const failed = (error: Error) => notice(t(isUnreachable(error) ? 'change_offline' : 'change_failed'), 'bad')

  const showLike = (id: string, liked: boolean): Like | null => {
    let before: Like | null = null
    changeEverywhere(queryClient, id, (card) => {
      before ??= { liked: card.liked, likes: card.likes }
      return likedAs(card, liked)
    })
    return before
  }
  const like = useMutation({
    mutationFn: ({ id, liked }: { id: string; liked: boolean }) => (liked ? client.feed.like({ content_id: id }) : client.feed.unlike({ content_id: id })),
    onMutate: ({ id, liked }) => showLike(id, liked),
    onSuccess: ({ likes, liked }, { id }) => changeEverywhere(queryClient, id, () => ({ likes, liked })),
    // as it was before: a number that is told no more could not be counted back
    onError: (error, { id }, before) => { if (before) changeEverywhere(queryClient, id, () => before); failed(error) },
  })

  const showSave = (id: string, saved: boolean) => changeEverywhere(queryClient, id, () => ({ saved }))
  const save = useMutation({
    mutationFn: ({ id, saved }: { id: string; saved: boolean }) => (saved ? client.feed.save({ content_id: id }) : client.feed.unsave({ content_id: id })),
    onMutate: ({ id, saved }) => showSave(id, saved),
    onSuccess: () => savedChanged(queryClient),
    onError: (error, { id, saved }) => { showSave(id, !saved); failed(error) },
  })

  return {
    toggleLike: ({ id, liked }: Marked) => {
      like.mutateAsync({ id, liked: !liked })
        .then(() => liked && undoable({ message: t('unliked'), undo: () => like.mutateAsync({ id, liked: true }) }), () => undefined)
    },
    toggleSave: ({ id, saved }: Marked) => {
      save.mutateAsync({ id, saved: !saved })
        .then(() => undoable({ message: t(saved ? 'unsaved' : 'saved'), undo: () => save.mutateAsync({ id, saved }) }), () => undefined)
    },
  }
}
