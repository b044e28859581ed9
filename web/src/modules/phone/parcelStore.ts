import type { Parcel } from './parcels'

/** Where parcels wait. Every change is durable before its promise resolves. */
export interface ParcelStore {
  /** Adds a parcel at the end of its lane and gives it its place; a key already here is left as it is. */
  add(parcel: Omit<Parcel, 'seq'>): Promise<void>
  list(): Promise<Parcel[]>
  /** Changes one parcel if it is still here. */
  change(key: string, by: (parcel: Parcel) => void): Promise<void>
  /** Removes a parcel and, in the same step, changes the parcels behind it in its lane. */
  take(key: string, behind?: (parcel: Parcel) => void): Promise<void>
}

/** The last answer of the server kept for reading without a network. */
export interface Shelf {
  put(name: string, value: unknown): Promise<void>
  find(name: string): Promise<{ value: unknown; at: number } | undefined>
  /** Drops what was put under such names before that moment (epoch ms). */
  forget(prefix: string, before: number): Promise<void>
}

const DATABASE = 'yiwang-phone'
const PARCELS = 'parcels'
const SHELF = 'shelf'

let opened: Promise<IDBDatabase> | undefined

function database(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(PARCELS, { keyPath: 'seq', autoIncrement: true })
        .createIndex('key', 'key', { unique: true })
      request.result.createObjectStore(SHELF)
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  }).catch((failure: unknown) => {
    opened = undefined
    throw failure
  })
  return opened
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Runs `work` in one transaction and resolves when it is on disk. */
async function within<T>(
  store: string,
  mode: IDBTransactionMode,
  work: (objects: IDBObjectStore) => Promise<T>,
): Promise<T> {
  const transaction = (await database()).transaction(store, mode, { durability: 'strict' })
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
  const [value] = await Promise.all([work(transaction.objectStore(store)), done])
  return value
}

export const parcelStore: ParcelStore = {
  async add(parcel) {
    await within(PARCELS, 'readwrite', async (objects) => {
      const present = await result(objects.index('key').getKey(parcel.key))
      if (present === undefined) await result(objects.add(parcel))
    })
  },
  list: () => within(PARCELS, 'readonly', (objects) => result(objects.getAll() as IDBRequest<Parcel[]>)),
  async change(key, by) {
    await within(PARCELS, 'readwrite', async (objects) => {
      const parcel = await result(objects.index('key').get(key) as IDBRequest<Parcel | undefined>)
      if (!parcel) return
      by(parcel)
      await result(objects.put(parcel))
    })
  },
  async take(key, behind) {
    await within(PARCELS, 'readwrite', async (objects) => {
      const parcel = await result(objects.index('key').get(key) as IDBRequest<Parcel | undefined>)
      if (!parcel) return
      await result(objects.delete(parcel.seq))
      if (!behind) return
      const rest = await result(objects.getAll() as IDBRequest<Parcel[]>)
      for (const other of rest.filter((each) => each.lane === parcel.lane && each.seq > parcel.seq)) {
        behind(other)
        await result(objects.put(other))
      }
    })
  },
}

export const shelf: Shelf = {
  async put(name, value) {
    await within(SHELF, 'readwrite', (objects) => result(objects.put({ value, at: Date.now() }, name)))
  },
  find: (name) =>
    within(SHELF, 'readonly', (objects) =>
      result(objects.get(name) as IDBRequest<{ value: unknown; at: number } | undefined>),
    ),
  async forget(prefix, before) {
    await within(SHELF, 'readwrite', async (objects) => {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
      for (const name of await result(objects.getAllKeys(range))) {
        const { at } = await result(objects.get(name) as IDBRequest<{ at: number }>)
        if (at < before) await result(objects.delete(name))
      }
    })
  },
}
