export const SUGGESTIONS_ID = 'composer-suggestions';
export const suggestionId = (place: number) => `${SUGGESTIONS_ID}-${String(place)}`;
