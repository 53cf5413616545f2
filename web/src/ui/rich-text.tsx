import '@mantine/tiptap/styles.layer.css'
import { Input } from '@mantine/core'
import { RichTextEditor } from '@mantine/tiptap'
import Link from '@tiptap/extension-link'
import { useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useEffect, useId } from 'react'
import { useTranslations } from 'use-intl'
import classes from './rich-text.module.css'
import { safeAddress } from './safe-address.ts'

export interface RichTextProps {
  label: string
  description?: string
  error?: string | null
  /** HTML; a change from outside replaces what is shown. */
  value: string
  onChange: (html: string) => void
}

const RichText = ({ label, description, error, value, onChange }: RichTextProps) => {
  const t = useTranslations('ui.editor')
  const id = useId()
  const describedBy = [description && `${id}-description`, error && `${id}-error`].filter(Boolean).join(' ')
  const editor = useEditor({
    // The style element that tiptap would add is refused by the content security policy; rich-text.module.css has it.
    injectCSS: false,
    extensions: [
      StarterKit.configure({ heading: { levels: [2, 3] }, link: false, underline: false, codeBlock: false, code: false }),
      Link.configure({ openOnClick: false, defaultProtocol: 'https', isAllowedUri: (address) => safeAddress(address) !== null }),
    ],
    content: value,
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? '' : changed.getHTML()),
    editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, ...(describedBy && { 'aria-describedby': describedBy }) } },
  })

  useEffect(() => {
    if (editor.isDestroyed) return
    const shown = editor.isEmpty ? '' : editor.getHTML()
    if (value !== shown) editor.commands.setContent(value, { emitUpdate: false })
  }, [editor, value])

  const labels = {
    boldControlLabel: t('bold'), italicControlLabel: t('italic'), h2ControlLabel: t('heading'), bulletListControlLabel: t('bullets'), orderedListControlLabel: t('numbers'),
    blockquoteControlLabel: t('quote'), linkControlLabel: t('link'), unlinkControlLabel: t('unlink'), undoControlLabel: t('undo'), redoControlLabel: t('redo'),
    linkEditorInputLabel: t('enter_link'), linkEditorInputPlaceholder: 'https://',
  }
  return (
    <Input.Wrapper label={label} labelElement="div" description={description} error={error} size="md" errorProps={{ id: `${id}-error` }} descriptionProps={{ id: `${id}-description` }}>
      <RichTextEditor editor={editor} labels={labels} withTypographyStyles={false} classNames={{ root: classes.root, content: classes.content, toolbar: classes.toolbar, control: classes.control }}>
        <RichTextEditor.Toolbar>
          <RichTextEditor.ControlsGroup><RichTextEditor.Bold /><RichTextEditor.Italic /></RichTextEditor.ControlsGroup>
          <RichTextEditor.ControlsGroup><RichTextEditor.H2 /><RichTextEditor.BulletList /><RichTextEditor.OrderedList /><RichTextEditor.Blockquote /></RichTextEditor.ControlsGroup>
          <RichTextEditor.ControlsGroup><RichTextEditor.Link /><RichTextEditor.Unlink /></RichTextEditor.ControlsGroup>
          <RichTextEditor.ControlsGroup><RichTextEditor.Undo /><RichTextEditor.Redo /></RichTextEditor.ControlsGroup>
        </RichTextEditor.Toolbar>
        <RichTextEditor.Content />
      </RichTextEditor>
    </Input.Wrapper>
  )
}

export default RichText
