/** A person as the server shows them to whoever asks: masked, or fields left out. */
export interface Person {
  id: number
  name: string | null
  sex: 'MALE' | 'FEMALE' | 'UNKNOWN'
  age: number | null
  number: string | null
  phone: string | null
  groups: string[]
  relation: string
  doorId: number | null
  householdId: number | null
  regionPath: string
}
