import type { UserRef } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useMoreApi } from './more-api';

/** Nobody types faster than this reads along. */
const PAUSE_MS = 150;
const NOBODY: readonly UserRef[] = [];

interface Found {
  typed: string;
  people: readonly UserRef[];
  hasFailed?: boolean;
}

/** The people whose names a typed text may mean, as the server knows them. What was found before stays meanwhile. */
export function useFound(typed: string): {
  people: readonly UserRef[];
  isLooking: boolean;
  hasFailed: boolean;
} {
  const api = useMoreApi();
  const term = typed.trim();
  const [found, setFound] = useState<Found>({ typed: '', people: NOBODY });

  useEffect(() => {
    if (term === '') return;
    let isCurrent = true;
    const look = async () => {
      const people = await api.findPeople(term).catch(() => undefined);
      if (isCurrent) setFound({ typed: term, people: people ?? NOBODY, hasFailed: people === undefined });
    };
    const timer = setTimeout(() => void look(), PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [api, term]);

  const isDone = found.typed === term;
  return {
    people: term === '' ? NOBODY : found.people,
    isLooking: term !== '' && !isDone,
    hasFailed: isDone && found.hasFailed === true,
  };
}
