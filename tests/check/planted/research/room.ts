export const research = true;
