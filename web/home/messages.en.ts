export const en = {
  title: 'Home',
  lead: 'What is in the database, and what waits for somebody.',
};
