import { Button } from '../../ui';

interface DoorButtonProps {
  label: string;
  isBusy: boolean;
  error: string | undefined;
  onClick: () => void;
}

/** A way in beside the name: a passkey, or single sign-on. */
export function DoorButton({ label, isBusy, error, onClick }: DoorButtonProps) {
  return (
    <>
      <Button size="large" isBusy={isBusy} className="mt-3 w-full min-w-0" onClick={onClick}>
        <span className="truncate" title={label}>
          {label}
        </span>
      </Button>
      {error !== undefined && (
        <p role="alert" className="mt-1.5 text-13 text-danger">
          {error}
        </p>
      )}
    </>
  );
}
