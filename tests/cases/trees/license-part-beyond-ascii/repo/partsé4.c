int y4;
