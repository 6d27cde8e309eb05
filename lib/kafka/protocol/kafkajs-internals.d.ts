// The parts of kafkajs below its public API, which has no types for them. Checked against 2.2.4, the one version accepted.

declare module 'kafkajs/package.json' {
  export const version: string;
}

declare module 'kafkajs/src/protocol/requests/*' {
  interface Payload {
    readonly buffer: Buffer;
  }
  interface Exchange {
    readonly request: {
      readonly apiVersion: number;
      readonly encode: () => Promise<Payload>;
    };
    readonly response: { readonly decode: (payload: Buffer) => Promise<unknown> };
  }
  export interface Definition {
    readonly versions: readonly string[];
    readonly protocol: (options: { readonly version: number }) => (args: object) => Exchange;
  }
  const definition: Definition;
  export default definition;
}

declare module 'kafkajs/src/protocol/requests/apiKeys' {
  const apiKeys: Readonly<Record<string, number>>;
  export = apiKeys;
}

declare module 'kafkajs/src/protocol/error' {
  export const errorCodes: readonly {
    readonly type: string;
    readonly code: number;
    readonly retriable: boolean;
    readonly message: string;
  }[];
}

declare module 'kafkajs/src/consumer/assignerProtocol' {
  export const MemberMetadata: {
    encode(metadata: { version: number; topics: readonly string[] }): Buffer;
    decode(bytes: Buffer): { topics: string[] };
  };
  export const MemberAssignment: {
    encode(assignment: { version: number; assignment: Readonly<Record<string, readonly number[]>> }): Buffer;
    /** null for no bytes. */
    decode(bytes: Buffer): { assignment: Readonly<Record<string, readonly number[]>> } | null;
  };
}

// What tests compare with.
declare module 'kafkajs/src/protocol/encoder' {
  class Encoder {
    readonly buf: Buffer;
    readonly buffer: Buffer;
    writeInt16(value: number): this;
    writeInt32(value: number): this;
    writeInt64(value: number): this;
    writeBoolean(value: boolean): this;
    writeString(value: string | null): this;
    writeArray(items: readonly (number | Encoder)[]): this;
    writeEncoder(encoder: { readonly buf: Buffer; readonly buffer: Buffer }): this;
    writeVarInt(value: number): this;
    writeVarLong(value: number): this;
  }
  export = Encoder;
}

declare module 'kafkajs/src/protocol/recordBatch/record/v0' {
  function createRecord(record: object): object;
  export = createRecord;
}

declare module 'kafkajs/src/protocol/recordBatch/v0' {
  export function RecordBatch(batch: object): Promise<{ readonly buffer: Buffer }>;
}
