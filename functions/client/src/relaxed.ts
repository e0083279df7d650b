/** What is sent: whatever may be left out may be `undefined` too, also under `exactOptionalPropertyTypes`. It is left out then. */
export type Relaxed<Value> = Value extends (infer Element)[]
  ? Relaxed<Element>[]
  : Value extends object
    ? {
        [Key in keyof Value]: object extends Pick<Value, Key>
          ? Relaxed<Value[Key]> | undefined
          : Relaxed<Value[Key]>;
      }
    : Value;
