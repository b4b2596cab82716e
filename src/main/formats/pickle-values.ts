/** What a pickle may make here: plain values, and names of storages and tensors that are read afterwards. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleList
  | PickleTuple
  | PickleDict
  | PickleGlobal
  | PickleStorage
  | PickleTensor;

export class PickleList {
  readonly items: PickleValue[] = [];
}

export class PickleTuple {
  constructor(readonly items: readonly PickleValue[]) {}
}

/** A dict or an OrderedDict. A key that comes twice has its latest value, as in Python. */
export class PickleDict {
  readonly entries = new Map<PickleValue, PickleValue>();

  /** The value of a text key; undefined where there is none. */
  get(key: string): PickleValue | undefined {
    return this.entries.get(key);
  }
}

/** A name of a module that stands in the allow-list. Nothing is ever loaded or called by it. */
export class PickleGlobal {
  constructor(readonly name: string) {}
}

/** Numbers that lie elsewhere in the file. */
export class PickleStorage {
  constructor(
    /** For example `torch.FloatStorage`. */
    readonly type: string,
    readonly key: string,
    /** Numbers. */
    readonly count: number,
  ) {}
}

/** A view of a storage. */
export class PickleTensor {
  constructor(
    readonly storage: PickleStorage,
    /** Numbers before the first. */
    readonly offset: number,
    readonly shape: readonly number[],
    /** Numbers from one to the next along each axis. */
    readonly strides: readonly number[],
  ) {}
}
