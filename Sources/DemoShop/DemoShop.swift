// The first file of DemoShop replaces this one.
