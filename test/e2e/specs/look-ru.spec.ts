import { lookSuite } from '../actions/look-suite.ts';

lookSuite('ru');
