import { halves } from '../../registry/pairs'

export default halves({ large: ['放大画面', 'Larger picture'] })
