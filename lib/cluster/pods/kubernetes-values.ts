import type { kubernetesTypes } from './kubernetes-types';

type Types = typeof kubernetesTypes;

interface Values {
  string: string;
  integer: number;
  boolean: boolean;
  /** Such as `500m` or `64Mi`. */
  Quantity: string | number;
  /** A port by its number or its name. */
  IntOrString: string | number;
}

type Words<Type> = Type extends `${infer Word}|${infer Rest}` ? Word | Words<Rest> : Type;
type ValueOf<Type> = Type extends `${infer Item}[]`
  ? readonly ValueOf<Item>[]
  : Type extends `{${infer Item}}`
    ? Readonly<Record<string, ValueOf<Item>>>
    : Type extends keyof Values
      ? Values[Type]
      : Type extends keyof Types
        ? Kubernetes<Type>
        : Words<Type>;
type Required<Fields> = { [Field in keyof Fields]: Fields[Field] extends `!${string}` ? Field : never }[keyof Fields];

/** A type of Kubernetes' API, in its own spelling. @see https://kubernetes.io/docs/reference/kubernetes-api/ */
export type Kubernetes<Name extends keyof Types> = {
  readonly [Field in Required<Types[Name]>]: Types[Name][Field] extends `!${infer Type}` ? ValueOf<Type> : never;
} & {
  readonly [Field in Exclude<keyof Types[Name], Required<Types[Name]>>]?: ValueOf<Types[Name][Field]>;
};
