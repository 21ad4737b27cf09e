import { meetLater } from './simulate.ts';

meetLater(2);
