import { Button, TextField } from '../../ui';

interface NameStepProps {
  username: string;
  error: string | undefined;
  isBusy: boolean;
  onChange: (username: string) => void;
  onSubmit: () => void;
}

export function NameStep({ username, error, isBusy, onChange, onSubmit }: NameStepProps) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <TextField
        label="Your name"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        autoFocus
        value={username}
        error={error}
        hint="New here? Pick any name; it becomes yours."
        onChange={(event) => onChange(event.target.value)}
      />
      <Button type="submit" look="primary" isBusy={isBusy} size="large" className="mt-3 w-full">
        Continue
      </Button>
    </form>
  );
}
