import { ElButton, ElMessage } from 'element-plus'
import { h } from 'vue'

/** Says what was done, with a button that takes it back. */
export function undoable(words: string, undoWords: string, undo: () => unknown): void {
  const said = ElMessage({
    type: 'success',
    duration: 8000,
    showClose: true,
    message: h('span', { style: 'display:flex;align-items:center;gap:12px' }, [
      words,
      h(
        ElButton,
        {
          size: 'small',
          type: 'primary',
          plain: true,
          onClick: () => {
            said.close()
            void undo()
          },
        },
        () => undoWords,
      ),
    ]),
  })
}
