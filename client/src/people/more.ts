export { PictureField } from './picture/PictureField';
