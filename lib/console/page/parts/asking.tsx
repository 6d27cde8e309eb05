interface AskingProps {
  readonly failure: string | undefined;
  readonly isAnswered: boolean;
}

/** What stands where an answer is waited for, or did not come. */
export function Asking({ failure, isAnswered }: AskingProps) {
  if (failure !== undefined) {
    return (
      <p role="alert" class="trouble">
        {failure}
      </p>
    );
  }
  return isAnswered ? null : <p class="empty">Asking…</p>;
}
