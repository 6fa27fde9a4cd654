interface RadioListProps<T extends string> {
  /** Of the group; unique on the page. */
  name: string;
  title: string;
  options: readonly { value: T; label: string }[];
  value: T;
  /** Also called with the one that holds already. */
  onChoose: (value: T) => void;
}

/** A choice of a few in a small surface, each in a row of its own. */
export function RadioList<T extends string>({ name, title, options, value, onChoose }: RadioListProps<T>) {
  return (
    <fieldset>
      <legend className="px-1 pb-1.5 text-12 text-quiet">{title}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-lg px-2 text-13 hover:bg-surface-2 has-focus-visible:outline-2 has-focus-visible:outline-accent max-md:min-h-11"
        >
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onClick={() => onChoose(option.value)}
            readOnly
            className="peer sr-only"
          />
          <span
            aria-hidden="true"
            className="size-4 shrink-0 rounded-full border border-line-strong peer-checked:border-5 peer-checked:border-accent"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
