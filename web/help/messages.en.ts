export const en = { guides: 'Guides', english: 'This guide has been written in English only so far.' };
