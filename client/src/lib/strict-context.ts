import { createContext, useContext } from 'react';

/** A context that must be provided: its hook throws a readable error where the provider is missing. */
export function createStrictContext<T>(name: string) {
  const Context = createContext<T | undefined>(undefined);
  Context.displayName = name;

  function useStrict(): T {
    const value = useContext(Context);
    if (value === undefined) throw new Error(`${name} is not provided here`);
    return value;
  }

  return [Context.Provider, useStrict] as const;
}
