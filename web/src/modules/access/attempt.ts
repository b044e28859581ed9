import { ElMessage } from 'element-plus'
import { problemText } from '@/kernel/problems'

/** Does something and says so when it fails; returns whether it succeeded. */
export async function attempt(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act()
    return true
  } catch (failure) {
    ElMessage.error({ message: problemText(failure), duration: 6000, showClose: true })
    return false
  }
}
