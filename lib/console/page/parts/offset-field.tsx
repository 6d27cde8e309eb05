interface OffsetFieldProps {
  /** NaN while nothing is typed. */
  readonly value: number;
  readonly onInput: (offset: number) => void;
}

/** Of a partition: nothing lies below 0. */
export const OffsetField = ({ value, onInput }: OffsetFieldProps) => (
  <label>
    Offset
    <input
      type="number"
      min={0}
      required
      value={Number.isNaN(value) ? '' : value}
      onInput={(event) => onInput(event.currentTarget.valueAsNumber)}
    />
  </label>
);
